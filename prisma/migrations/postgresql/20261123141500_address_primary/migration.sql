-- AlterTable
ALTER TABLE "Address" ADD COLUMN     "primaryAt" TIMESTAMP(3);
